package org.threadless.server.config.record;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** Reads a class that makes itself of a text, by a {@code public static T valueOf(String)}. */
final class ValueOf {

  /** What a message begins with that goes on from the key; any other is not for the user. */
  private static final String FIRST_WORD = "must ";

  private final Method method;

  private ValueOf(Method method) {
    this.method = method;
    // The class itself need not be public.
    method.setAccessible(true);
  }

  /** Returns nothing for a class without such a method, and for what {@link Scalars} reads. */
  static Optional<ValueOf> of(Class<?> type) {
    if (type.isEnum() || type.getName().startsWith("java.")) {
      return Optional.empty();
    }
    try {
      Method method = type.getMethod("valueOf", String.class);
      boolean makesOne = Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type;
      return makesOne ? Optional.of(new ValueOf(method)) : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the value.
   *
   * @throws RuntimeException as the class does
   */
  Object read(String text) {
    try {
      return method.invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " cannot be called", e);
    }
  }

  /** Returns what the class says that its text must be, as the rest of a sentence, if it does. */
  static Optional<String> problem(RuntimeException thrown) {
    return thrown instanceof IllegalArgumentException
        ? Optional.ofNullable(thrown.getMessage()).filter(text -> text.startsWith(FIRST_WORD))
        : Optional.empty();
  }
}
