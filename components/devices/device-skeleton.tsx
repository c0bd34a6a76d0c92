import { Skeleton } from "@/components/ui/skeleton";

const cards = [0, 1];
const figures = [0, 1, 2, 3, 4, 5, 6];

/** Two device cards that are still to come. */
export function DeviceSkeleton() {
  return cards.map((card) => (
    <div key={card} className="panel">
      <div className="flex flex-col gap-3.5 p-4">
        <div className="flex gap-3">
          <Skeleton className="size-9 rounded-[10px]" />
          <div className="flex flex-col gap-1.5 pt-0.5">
            <Skeleton className="h-4.5 w-36" />
            <Skeleton className="h-3.5 w-52" />
          </div>
        </div>
        <Skeleton className="h-14.5 rounded-xl" />
        <div className="grid grid-cols-2 gap-x-4 gap-y-3 min-[440px]:grid-cols-4 xl:grid-cols-7">
          {figures.map((figure) => (
            <div key={figure} className="flex h-9.5 flex-col justify-between">
              <Skeleton className="h-3 w-16" />
              <Skeleton className="h-4.5 w-12" />
            </div>
          ))}
        </div>
      </div>
      <div className="flex h-10 items-center border-t border-line px-4">
        <Skeleton className="h-3.5 w-24" />
      </div>
    </div>
  ));
}
