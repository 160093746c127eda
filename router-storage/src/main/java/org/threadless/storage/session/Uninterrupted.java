package org.threadless.storage.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whatever is done with a database is done by a thread that is not interrupted; it is again
 * afterwards. H2 closes its file when an interrupted thread reads or writes it, and so does Java
 * with a socket that a virtual thread uses.
 */
public final class Uninterrupted implements InvocationHandler {

  private static final List<Class<?>> WRAPPED =
      List.of(Connection.class, Statement.class, ResultSet.class);

  private final Object target;

  private Uninterrupted(Object target) {
    this.target = target;
  }

  /** Returns the same for threads that may be interrupted, with all that comes from it. */
  public static DataSource of(DataSource dataSource) {
    return (DataSource) wrap(dataSource, DataSource.class);
  }

  /** Returns the connection that one of these stands for. */
  public static Connection behind(Connection connection) {
    return (Connection) ((Uninterrupted) Proxy.getInvocationHandler(connection)).target;
  }

  private static Object wrap(Object target, Class<?> type) {
    return Proxy.newProxyInstance(
        Uninterrupted.class.getClassLoader(), new Class<?>[] {type}, new Uninterrupted(target));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    boolean interrupted = Thread.interrupted();
    try {
      Object result = method.invoke(target, arguments);
      Class<?> type = method.getReturnType();
      boolean wraps =
          result != null && WRAPPED.stream().anyMatch(each -> each.isAssignableFrom(type));
      return wraps ? wrap(result, type) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
