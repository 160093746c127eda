package org.threadless.storage.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

/** The JDBC connection of a message, as apps see it: one whose transaction they cannot end. */
final class AppConnection {

  private static final Set<String> NOT_FOR_APPS =
      Set.of("commit", "close", "abort", "setAutoCommit");

  private AppConnection() {}

  static Connection of(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              String name = method.getName();
              // To a savepoint of its own an app may go back.
              boolean ofAll = name.equals("rollback") && method.getParameterCount() == 0;
              if (ofAll || NOT_FOR_APPS.contains(name)) {
                throw new UnsupportedOperationException(
                    name + "() is not for apps: the router ends the message's transaction");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
