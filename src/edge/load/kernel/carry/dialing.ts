import { mayDial } from "../../lane/index.ts";
import { NONE, type Carried } from "./carried.ts";
import { dial } from "./connection.ts";

// So many attempts to connect are under way at once; more would overflow a listening server's queue.
const DIALING = 128;

const SPARE = 1;

/** Opens connections for users who have none yet: in turn, for that spares the server's queue of new connections. */
export function dialMore(carried: Carried): void {
  while (carried.reserved < DIALING && mayDialNext(carried)) {
    carried.nextConnection += 1;
    dial(carried, carried.nextConnection - 1);
  }
}

function mayDialNext({ lane, nextConnection, connections, reserved }: Carried): boolean {
  if (nextConnection >= connections || !mayDial(lane, nextConnection, reserved)) return false;
  // In an open workload a connection more is opened only while no other one is free, but one is kept ready.
  return lane.core.schedule === undefined || lane.core.freeCount + reserved <= SPARE;
}

/** Opens connections for users who have come, also for those who had gone before. */
export function admit(carried: Carried): void {
  const { lane, sockets, redialAt, nextConnection } = carried;
  for (let connection = 0; connection < nextConnection; connection += 1) {
    const isGone = sockets[connection] === NONE && redialAt[connection] === 0;
    if (isGone && mayDial(lane, connection, carried.reserved)) dial(carried, connection);
  }
  dialMore(carried);
}
