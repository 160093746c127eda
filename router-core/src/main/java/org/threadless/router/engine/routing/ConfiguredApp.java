package org.threadless.router.engine.routing;

import jakarta.inject.Provider;
import java.util.Set;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.language.AppTexts;

/**
 * An app as the configuration lists it.
 *
 * @param name its configured name
 * @param provider gives an instance for one message
 * @param phases the phases it has a method for; others are not called
 * @param texts what it says, in several languages
 */
public record ConfiguredApp(
    AppName name, Provider<? extends App> provider, Set<Phase> phases, AppTexts texts) {

  /** Returns an app of this type that has no texts. */
  public static ConfiguredApp of(
      AppName name, Class<? extends App> type, Provider<? extends App> provider) {
    return of(name, type, provider, AppTexts.none(name));
  }

  /** Returns an app of this type. */
  public static ConfiguredApp of(
      AppName name, Class<? extends App> type, Provider<? extends App> provider, AppTexts texts) {
    return new ConfiguredApp(name, provider, Phase.of(type), texts);
  }
}
