package org.threadless.backend.http.outgoing;

import java.net.URI;

/** The URL of a request that was prepared, for tests of whole presets. */
public final class PreparedUrls {

  private PreparedUrls() {}

  /** Returns the URL as it is asked for, secrets in it too. */
  public static URI of(Prepared prepared) {
    return ((PreparedRequest) prepared).url();
  }
}
