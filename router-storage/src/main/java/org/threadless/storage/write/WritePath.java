package org.threadless.storage.write;

import java.time.InstantSource;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.storage.node.Leases;
import org.threadless.storage.session.Sessions;

/**
 * The one way in which a node stores what it does: its writer, that of claims, and what those know.
 *
 * @param writer for what is stored when it is committed
 * @param claims for what may be lost until then; the same, where two would win nothing
 * @param connectionIds the ids of connections
 * @param leases of this node
 * @param deferred what is stored when the database is back
 * @param events what other programs are to be told
 * @param counting what is counted
 */
public record WritePath(
    Writer writer,
    Writer claims,
    ConnectionIds connectionIds,
    Leases leases,
    Deferred deferred,
    Events events,
    Counting counting)
    implements AutoCloseable {

  /**
   * Makes one.
   *
   * @param oneConnection whether there is only one to write on
   * @param node this one
   * @param observers see each group that is stored
   * @param trouble is told of what cannot be stored now
   */
  public static WritePath open(
      Sessions sessions,
      boolean oneConnection,
      Leases leases,
      int node,
      InstantSource clock,
      Observers observers,
      DatabaseTrouble trouble) {
    ConnectionIds ids = new ConnectionIds(oneConnection, node, clock);
    Deferred deferred = new Deferred(trouble);
    Events events = new Events();
    Counting counting = new Counting(observers);
    Writer writer = new Writer(sessions, node, ids, leases, deferred, events, counting, observers);
    Writer claims =
        oneConnection
            ? writer
            : Writer.ofClaims(sessions, node, ids, leases, deferred, events, counting, observers);
    return new WritePath(writer, claims, ids, leases, deferred, events, counting);
  }

  @Override
  public void close() {
    claims.close();
    writer.close();
  }
}
