/** Small pictures painted once and stamped often: text and shadows are what a canvas is slow at. */
export class Sprites {
  readonly #held = new Map<string, HTMLCanvasElement>();
  readonly #limit: number;

  constructor(limit = 800) {
    this.#limit = limit;
  }

  /** After a change of theme or font. */
  clear(): void {
    this.#held.clear();
  }

  /**
   * Stamps a picture with its middle at (x, y).
   * @param size edge of the square picture, px
   * @param paint called once per key, with the origin in the middle
   */
  stamp(
    context: CanvasRenderingContext2D,
    key: string,
    size: number,
    x: number,
    y: number,
    paint: (context: CanvasRenderingContext2D) => void,
  ): void {
    const ratio = context.getTransform().a;
    const fullKey = `${key}@${ratio}`;
    let picture = this.#held.get(fullKey);
    if (picture === undefined) {
      picture = document.createElement("canvas");
      picture.width = picture.height = Math.ceil(size * ratio);
      const own = picture.getContext("2d");
      if (own === null) return;
      own.setTransform(ratio, 0, 0, ratio, (size * ratio) / 2, (size * ratio) / 2);
      paint(own);
      if (this.#held.size >= this.#limit) this.#held.clear();
      this.#held.set(fullKey, picture);
    }
    context.drawImage(picture, x - size / 2, y - size / 2, picture.width / ratio, picture.height / ratio);
  }
}
