import { at } from "./at";
import { pick, type Random } from "./random";
import type { StreetClass } from "./types";

const WORDS = (
  "Almond Amber Anchor Aspen Banyan Baobab Barge Basket Bellflower Bluebird Brass Breeze Bulrush Calabash Candle Canoe " +
  "Cashew Cassava Cedar Chalk Cinnamon Clay Clover Coconut Copper Coral Cotton Cowrie Crane Dolphin Drift Drum Egret " +
  "Ember Fern Ferry Fig Finch Flint Garnet Ginger Gourd Granary Guava Hammock Harvest Heron Hibiscus Honey Ibis Indigo " +
  "Iroko Ironwood Ivory Ixora Jasmine Juniper Kapok Kettle Kingfisher Kola Lantern Laurel Lemon Lilac Linen Loom Lotus " +
  "Mahogany Mango Marble Marigold Meadow Millet Mimosa Mint Monsoon Moringa Moss Net Nutmeg Obeche Olive Orchard Oriole " +
  "Otter Paddle Palm Papaya Pearl Pelican Pepper Pier Plantain Plover Pottery Quarry Quill Rafter Raffia Rain Reed Ropewalk " +
  "Saffron Sail Salt Sandpiper Sapphire Sesame Shea Shell Silk Sorghum Spindle Starling Sugar Sunbird Tamarind Tanner Teak " +
  "Thatch Thistle Tide Timber Turnstone Umber Velvet Violet Walnut Warbler Water Weaver Well Willow Windmill Yam Zinnia"
).split(" ");

const SUFFIXES: Record<StreetClass, readonly string[]> = {
  main: ["Road", "Avenue", "Parade"],
  street: ["Street", "Street", "Street", "Road", "Crescent", "Way"],
  lane: ["Lane", "Close", "Row", "Yard"],
};

/** What goes before a word once every word has had a street and a road of its own. */
const PREFIXES = ["Old", "New", "Upper", "Lower", "Little", "North", "South", "Long"];

function shuffled(random: Random, words: readonly string[]): string[] {
  const order = [...words];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [at(order, j), at(order, i)];
  }
  return order;
}

/** Hands out street names, each once. A word comes back only after all have been used, with another suffix or a prefix. */
export function streetNamer(random: Random): (streetClass: StreetClass) => string {
  const taken = new Set<string>();
  let waiting: string[] = [];
  let rounds = 0;
  return (streetClass) => {
    for (;;) {
      const word = waiting.pop();
      if (word === undefined) {
        waiting = shuffled(random, WORDS);
        rounds++;
        continue;
      }
      const prefix = rounds > 2 ? `${pick(random, PREFIXES)} ` : "";
      const name = `${prefix}${word} ${pick(random, SUFFIXES[streetClass])}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}
