package org.threadless.server.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What the server shares with plugins, and nothing else of what it has on its class path: the
 * interfaces that plugins implement and are given, and the libraries that these are made of.
 */
final class SharedClasses extends ClassLoader {

  private static final List<String> SHARED =
      List.of(
          "org.threadless.router.",
          "org.threadless.http.",
          "com.google.inject.",
          "jakarta.inject.",
          "org.eclipse.jetty.",
          "org.apache.ibatis.",
          "org.slf4j.");

  // What routes and stores, and how the server puts plugins together, is its own business.
  private static final List<String> PRIVATE =
      List.of(
          "org.threadless.router.engine.",
          "org.threadless.http.server.",
          "org.threadless.http.wiring.",
          "org.threadless.http.health.");

  private final ClassLoader server;

  static {
    registerAsParallelCapable();
  }

  SharedClasses(ClassLoader server) {
    super("shared", getPlatformClassLoader());
    this.server = server;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!isShared(name)) {
      throw new ClassNotFoundException(name);
    }
    return server.loadClass(name);
  }

  @Override
  protected URL findResource(String name) {
    return isShared(name.replace('/', '.')) ? server.getResource(name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return isShared(name.replace('/', '.'))
        ? server.getResources(name)
        : Collections.emptyEnumeration();
  }

  private static boolean isShared(String name) {
    return PRIVATE.stream().noneMatch(name::startsWith)
        && SHARED.stream().anyMatch(name::startsWith);
  }
}
