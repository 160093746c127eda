package org.threadless.storage.session;

import org.apache.ibatis.logging.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where MyBatis says which statements it runs, with what parameters: these are what people have
 * written, and who they are, so that it is for TRACE what MyBatis takes for DEBUG. A logger is
 * named after its statement, the mapper's first.
 */
public final class StatementLog implements Log {

  private final Logger log;

  /**
   * Called by MyBatis.
   *
   * @param name of the logger
   */
  public StatementLog(String name) {
    this.log = LoggerFactory.getLogger(name);
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isTraceEnabled();
  }

  @Override
  public boolean isTraceEnabled() {
    return log.isTraceEnabled();
  }

  @Override
  public void error(String line, Throwable thrown) {
    log.trace(line, thrown);
  }

  @Override
  public void error(String line) {
    log.trace(line);
  }

  @Override
  public void debug(String line) {
    log.trace(line);
  }

  @Override
  public void trace(String line) {
    log.trace(line);
  }

  @Override
  public void warn(String line) {
    log.trace(line);
  }
}
