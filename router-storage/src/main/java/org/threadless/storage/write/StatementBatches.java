package org.threadless.storage.write;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;

/**
 * Statements that are sent to the database together, whatever order they come in: one batch for
 * each. MyBatis itself sends only those together that follow one another. Those named first are
 * sent first.
 */
final class StatementBatches {

  private final Configuration configuration;
  private final Supplier<SqlSession> batch;
  private final Map<String, SqlSession> batches = new LinkedHashMap<>();
  private final SqlSession session =
      (SqlSession)
          Proxy.newProxyInstance(
              SqlSession.class.getClassLoader(), new Class<?>[] {SqlSession.class}, this::call);

  /**
   * @param batch opens sessions of one transaction, which batch their statements
   * @param first a statement that the rows of others need
   */
  StatementBatches(Configuration configuration, Supplier<SqlSession> batch, String first) {
    this.configuration = configuration;
    this.batch = batch;
    batches.put(first, batch.get());
  }

  /** Returns statements; what they return means nothing. */
  <M> M mapper(Class<M> type) {
    return configuration.getMapper(type, session);
  }

  /** Sends all of them. */
  void flush() {
    batches.values().forEach(SqlSession::flushStatements);
  }

  // Called by mappers only, which ask for the configuration, or to run a statement of this name.
  private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (arguments == null) {
      return configuration;
    }
    SqlSession own = batches.computeIfAbsent((String) arguments[0], name -> batch.get());
    try {
      return method.invoke(own, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
