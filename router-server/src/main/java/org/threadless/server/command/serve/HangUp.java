package org.threadless.server.command.serve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGHUP, by which services are told to read their configuration again. Windows has
 * none.
 */
final class HangUp {

  private static final Logger log = LoggerFactory.getLogger(HangUp.class);

  private HangUp() {}

  /**
   * Does something on each of them, on a thread of the JVM's own, with the context class loader of
   * whoever calls this: those threads have none, and libraries find nothing without. By reflection,
   * since the compiler allows no use of what it is done by, the only way that there is.
   */
  static void on(Runnable work) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object calling =
          Proxy.newProxyInstance(
              HangUp.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  Thread.currentThread().setContextClassLoader(loader);
                  work.run();
                  return null;
                }
                return switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> "HangUp";
                };
              });
      Object hup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hup, calling);
    } catch (InvocationTargetException e) {
      log.debug("this system has no SIGHUP: {}", String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException e) {
      log.debug("this Java has no signals", e);
    }
  }
}
