package org.threadless.router.backend;

/** What came of a delivery report that names its message by the gateway's own id. */
public enum ReportResult {

  /** It is stored, and the apps have seen it. */
  STORED,

  /**
   * No message of that backend has this id yet, and one may get it any moment: gateways report
   * before their answer to the send has come, or is recorded. Nothing was stored. The gateway is to
   * come again, so a backend answers it as where the database is away: 503 over HTTP.
   */
  NOT_YET,

  /**
   * No message of that backend has this id, and none will: a minute has gone since the id was first
   * seen. Nothing was stored, and the log has a warning. Coming again would not help, so a backend
   * answers as if it were stored.
   */
  UNKNOWN
}
