package org.threadless.app.webhook;

import java.net.URI;
import java.time.Instant;
import org.eclipse.jetty.client.Request;
import org.threadless.router.message.BackendName;

/** What a program is asked about one message. */
interface ProgramQuestion {

  /** Returns the backend that the message came by. */
  BackendName backend();

  /**
   * Writes it into a request.
   *
   * @param url as it is configured
   * @param at when it is asked
   */
  Request in(Request request, URI url, Instant at);
}
