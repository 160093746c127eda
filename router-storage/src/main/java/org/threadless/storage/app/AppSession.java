package org.threadless.storage.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.threadless.storage.dialect.SqlFailures;

/**
 * The session that apps have injected. On a thread that has a message before it, it is the
 * message's own: what an app writes is in the message's transaction. Anywhere else each call is a
 * transaction of its own.
 *
 * <p>Where the database cannot be used now, an app gets the {@link
 * org.threadless.router.conversation.StoreUnavailableException} that the router gets.
 */
public final class AppSession implements InvocationHandler {

  // The transaction is the router's to end.
  private static final Set<String> NOT_FOR_APPS = Set.of("commit", "rollback", "close");

  private final Configuration configuration;
  private final Supplier<SqlSession> current;
  private final Supplier<SqlSession> anew;

  private AppSession(
      Configuration configuration, Supplier<SqlSession> current, Supplier<SqlSession> anew) {
    this.configuration = configuration;
    this.current = current;
    this.anew = anew;
  }

  /**
   * Returns a session for any thread.
   *
   * @param current gives the session of the thread's message, or null
   * @param anew opens a session for one call
   */
  public static SqlSession of(
      Configuration configuration, Supplier<SqlSession> current, Supplier<SqlSession> anew) {
    return (SqlSession)
        Proxy.newProxyInstance(
            SqlSession.class.getClassLoader(),
            new Class<?>[] {SqlSession.class},
            new AppSession(configuration, current, anew));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (NOT_FOR_APPS.contains(method.getName())) {
      throw new UnsupportedOperationException(
          method.getName() + "() is not for apps: the router ends the message's transaction");
    }
    if (method.getName().equals("getMapper")) {
      // Bound to this proxy, so that one mapper serves every thread and message.
      return configuration.getMapper((Class<?>) arguments[0], (SqlSession) proxy);
    }
    SqlSession session = current.get();
    if (session != null) {
      return call(session, method, arguments);
    }
    if (method.getName().equals("getConnection")) {
      throw new IllegalStateException(
          "there is no message on this thread to have a connection for");
    }
    return callAndCommit(method, arguments);
  }

  private Object callAndCommit(Method method, Object[] arguments) throws Throwable {
    try (SqlSession own = anew.get()) {
      Object result = call(own, method, arguments);
      own.commit(true);
      return result;
    } catch (RuntimeException e) {
      throw SqlFailures.translateOfApp(e);
    }
  }

  private static Object call(SqlSession session, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(session, arguments);
    } catch (InvocationTargetException e) {
      throw SqlFailures.translateOfApp(e.getCause());
    }
  }
}
