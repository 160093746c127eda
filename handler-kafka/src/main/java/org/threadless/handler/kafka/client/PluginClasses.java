package org.threadless.handler.kafka.client;

import java.util.function.Supplier;

/**
 * Kafka finds classes by their names, as those that it signs in with, through the class loader of
 * the thread: it has to be that of the plugin, which has Kafka.
 */
public final class PluginClasses {

  private PluginClasses() {}

  /** Does something that looks for Kafka's classes, or begins threads that do. */
  public static <T> T in(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(PluginClasses.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Returns a thread that does so, as long as the process lives. */
  public static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(PluginClasses.class.getClassLoader());
    return thread;
  }
}
