package org.threadless.storage.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * The JDBC connection of a message, as apps see it: one whose transaction they cannot end, neither
 * by a method nor by a statement. All that comes from it leads back to it, and never to the
 * connection that it stands for.
 */
final class AppConnection implements InvocationHandler {

  // H2 commits when the isolation is set. With another schema, the router would not find its
  // tables.
  private static final Set<String> NOT_FOR_APPS =
      Set.of(
          "commit",
          "close",
          "abort",
          "setAutoCommit",
          "setTransactionIsolation",
          "setSchema",
          "setCatalog");

  // From what has most methods to what has least.
  private static final List<Class<?>> LEAD_BACK =
      List.of(
          Connection.class,
          CallableStatement.class,
          PreparedStatement.class,
          Statement.class,
          ResultSet.class,
          DatabaseMetaData.class,
          Array.class);

  private final Object target;

  private AppConnection(Object target) {
    this.target = target;
  }

  static Connection of(Connection connection) {
    return (Connection) guarded(connection);
  }

  /** Returns what stands for it; itself where nothing can be reached through it. */
  private static Object guarded(Object target) {
    // For each value of each row: no stream.
    for (Class<?> type : LEAD_BACK) {
      if (type.isInstance(target)) {
        return proxy(type, target);
      }
    }
    return target;
  }

  private static Object proxy(Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        AppConnection.class.getClassLoader(), new Class<?>[] {type}, new AppConnection(target));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    check(method);
    if (arguments != null && arguments[0] instanceof String text && takesSql(method)) {
      AppSql.check(text);
    }
    try {
      return guarded(method.invoke(target, arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void check(Method method) {
    String name = method.getName();
    if (name.equals("unwrap")) {
      throw new UnsupportedOperationException(
          "unwrap() is not for apps: behind what they have is the router's own connection");
    }
    // To a savepoint of its own an app may go back.
    boolean ofAll = name.equals("rollback") && method.getParameterCount() == 0;
    if (target instanceof Connection && (ofAll || NOT_FOR_APPS.contains(name))) {
      throw new UnsupportedOperationException(
          name + "() is not for apps: the router ends the message's transaction");
    }
  }

  private static boolean takesSql(Method method) {
    String name = method.getName();
    return name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch");
  }
}
