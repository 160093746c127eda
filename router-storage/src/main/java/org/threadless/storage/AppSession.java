package org.threadless.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.ibatis.session.SqlSession;

/**
 * The session that apps have injected. On a thread that has a message before it, it is the
 * message's own: what an app writes is in the message's transaction. Anywhere else each call is a
 * transaction of its own.
 */
final class AppSession implements InvocationHandler {

  // The transaction is the router's to end.
  private static final Set<String> NOT_FOR_APPS = Set.of("commit", "rollback", "close");

  private final Supplier<SqlSession> current;
  private final Supplier<SqlSession> anew;

  private AppSession(Supplier<SqlSession> current, Supplier<SqlSession> anew) {
    this.current = current;
    this.anew = anew;
  }

  /**
   * Returns a session for any thread.
   *
   * @param current gives the session of the thread's message, or null
   * @param anew opens a session for one call
   */
  static SqlSession of(Supplier<SqlSession> current, Supplier<SqlSession> anew) {
    return (SqlSession)
        Proxy.newProxyInstance(
            SqlSession.class.getClassLoader(),
            new Class<?>[] {SqlSession.class},
            new AppSession(current, anew));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (NOT_FOR_APPS.contains(method.getName())) {
      throw new UnsupportedOperationException(
          method.getName() + "() is not for apps: the router ends the message's transaction");
    }
    SqlSession session = current.get();
    if (session != null) {
      return call(session, method, arguments);
    }
    try (SqlSession own = anew.get()) {
      Object result = call(own, method, arguments);
      own.commit(true);
      return result;
    }
  }

  private static Object call(SqlSession session, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(session, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
