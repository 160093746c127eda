package org.threadless.metrics;

/** A form that metrics are written in. */
enum Exposition {
  /** What Prometheus has read from the beginning. */
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  /** What has become a standard of it. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  Exposition(String contentType) {
    this.contentType = contentType;
  }

  /**
   * Returns the one that somebody wants who accepts this.
   *
   * @param accept the header; null where there is none
   */
  static Exposition of(String accept) {
    return accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
  }

  /** Returns what it is called in HTTP. */
  String contentType() {
    return contentType;
  }
}
