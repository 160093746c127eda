package org.threadless.server.log;

/** What a line of the log looks like. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** An object of JSON, for programs. */
  JSON
}
