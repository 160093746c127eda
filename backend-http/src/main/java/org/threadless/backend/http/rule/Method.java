package org.threadless.backend.http.rule;

import org.eclipse.jetty.http.HttpMethod;

/** The methods that providers call with. */
public enum Method {
  /** With all that it says in its query. */
  GET(HttpMethod.GET),
  /** With a body. */
  POST(HttpMethod.POST),
  /** With a body. */
  PUT(HttpMethod.PUT);

  private final HttpMethod http;

  Method(HttpMethod http) {
    this.http = http;
  }

  HttpMethod http() {
    return http;
  }
}
