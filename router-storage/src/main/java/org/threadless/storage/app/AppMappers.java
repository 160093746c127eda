package org.threadless.storage.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.ibatis.builder.BuilderException;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.engine.store.Mappers;
import org.threadless.storage.session.Sessions;

/**
 * Makes the mappers of apps. Each app has a MyBatis configuration of its own, so that two of them
 * may have mappers of the same name, and neither can change how the other's are mapped.
 */
public final class AppMappers implements Mappers {

  private final Sessions sessions;
  private final Function<Configuration, SqlSession> appSessions;

  /**
   * @param sessions makes the configurations
   * @param appSessions gives the session that an app writes with, in a configuration
   */
  public AppMappers(Sessions sessions, Function<Configuration, SqlSession> appSessions) {
    this.sessions = sessions;
    this.appSessions = appSessions;
  }

  @Override
  public Map<Class<?>, Object> make(List<Class<?>> types) {
    Configuration configuration = sessions.newConfiguration();
    types.forEach(type -> add(type, configuration));
    SqlSession session = appSessions.apply(configuration);
    Map<Class<?>, Object> made = new HashMap<>();
    types.forEach(type -> made.put(type, configuration.getMapper(type, session)));
    return made;
  }

  private static void add(Class<?> type, Configuration configuration) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException("the mapper " + type.getName() + " is not an interface");
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Names of classes in a mapper's XML are those of the app's own jar.
    thread.setContextClassLoader(type.getClassLoader());
    try {
      configuration.addMapper(type);
    } catch (BuilderException e) {
      throw new IllegalArgumentException(
          "the mapper " + type.getName() + " cannot be used: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
