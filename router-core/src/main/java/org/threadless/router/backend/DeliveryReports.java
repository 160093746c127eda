package org.threadless.router.backend;

import java.util.UUID;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.ReceivedReport;

/**
 * The single way in for delivery reports, from whichever backend. Safe for any thread. A backend
 * may have it injected.
 */
public interface DeliveryReports {

  /**
   * Returns a token for a message, to be handed to the gateway and asked for with each report: only
   * who has got the message by that backend can know it. The same for the same message for ever, on
   * every node that shares the database.
   *
   * @return 32 of the characters {@code 0-9 a-f}
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database is
   *     needed for it, which is once, and cannot be used now
   */
  String token(BackendName backend, UUID messageId);

  /**
   * Returns whether this is the token of the message, which went out by that backend; takes as long
   * for any wrong one.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException as {@link #token}
   */
  boolean isToken(BackendName backend, UUID messageId, String token);

  /**
   * Keeps a report, lets the message's status follow it, and hands it to the apps' {@link
   * org.threadless.router.app.App#delivered}, all in one transaction; then sends what the apps have
   * made.
   *
   * @return whether it is about a message that went out by that backend; where not, nothing was
   *     stored
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; nothing was stored
   */
  boolean report(ReceivedReport report);

  /**
   * Does the same with a report that has the gateway's own id of the message, not ours. Where the
   * gateway has given an id twice, as some do after weeks, it is about the newest message of that
   * id. Who may report, the backend has to know: such an id is no secret.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; nothing was stored
   */
  ReportResult report(GatewayReport report);
}
