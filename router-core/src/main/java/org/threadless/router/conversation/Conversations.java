package org.threadless.router.conversation;

import java.util.List;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;

/** Reads stored messages. Safe for any thread. */
public interface Conversations {

  /**
   * Returns the last messages of a connection, both ways, in the order of their ids, which is the
   * order they were stored in on one node.
   *
   * @param limit how many at most
   * @return empty where there are none, or no such connection
   * @throws StoreUnavailableException where the database cannot be used now
   */
  List<StoredMessage> conversation(Connection connection, int limit);

  /**
   * Returns the delivery reports on an outgoing message, in the order they came.
   *
   * @return empty where there are none, or no such message
   * @throws StoreUnavailableException where the database cannot be used now
   */
  List<DeliveryReport> reports(UUID messageId);
}
