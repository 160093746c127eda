package org.threadless.router.engine.routing;

import jakarta.inject.Provider;
import java.util.Set;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.language.AppTexts;
import org.threadless.router.message.IncomingMessage;

/**
 * An app as the configuration lists it.
 *
 * @param name its configured name
 * @param provider gives an instance for one message
 * @param phases the phases it has a method for; others are not called
 * @param knowsUrgent whether it says which messages are urgent; others are not asked
 * @param texts what it says, in several languages
 */
public record ConfiguredApp(
    AppName name,
    Provider<? extends App> provider,
    Set<Phase> phases,
    boolean knowsUrgent,
    AppTexts texts) {

  /** Returns an app of this type that has no texts. */
  public static ConfiguredApp of(
      AppName name, Class<? extends App> type, Provider<? extends App> provider) {
    return of(name, type, provider, AppTexts.none(name));
  }

  /** Returns an app of this type. */
  public static ConfiguredApp of(
      AppName name, Class<? extends App> type, Provider<? extends App> provider, AppTexts texts) {
    return new ConfiguredApp(name, provider, Phase.of(type), knowsUrgent(type), texts);
  }

  /** Returns the same with another provider. */
  public ConfiguredApp with(Provider<? extends App> other) {
    return new ConfiguredApp(name, other, phases, knowsUrgent, texts);
  }

  /** Returns the same with other texts. */
  public ConfiguredApp with(AppTexts others) {
    return new ConfiguredApp(name, provider, phases, knowsUrgent, others);
  }

  private static boolean knowsUrgent(Class<? extends App> type) {
    try {
      return type.getMethod("isUrgent", IncomingMessage.class).getDeclaringClass() != App.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("App has no method isUrgent", e);
    }
  }
}
