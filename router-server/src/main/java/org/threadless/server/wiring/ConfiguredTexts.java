package org.threadless.server.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.engine.language.AppTexts;
import org.threadless.router.engine.language.TextFiles;
import org.threadless.router.engine.language.UnreadableTextsException;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/**
 * Where the apps' texts come from, besides their class paths.
 *
 * @param folder the user's own, beside the configuration; need not be there
 * @param otherwise the language of people whose language is not known, or has no texts
 */
record ConfiguredTexts(Path folder, Locale otherwise) {

  /** Reads those of an app; empty where a file cannot be used, which is a mistake then. */
  Optional<AppTexts> of(AppName app, AppPlugin plugin, Mistakes mistakes) {
    try {
      return Optional.of(AppTexts.read(app, plugin, Optional.of(folder), otherwise));
    } catch (UnreadableTextsException e) {
      mistakes.add(new Place(e.file(), 0, ""), e.problem());
      return Optional.empty();
    }
  }

  /** Returns what is wrong with the texts of these, one line each. */
  List<String> problems(List<AppInstance> apps) {
    Stream<String> ofApps =
        apps.stream()
            .flatMap(
                app ->
                    app.texts().problems().stream().map(line -> "app " + app.name() + ": " + line));
    Stream<String> ofOthers =
        TextFiles.ofOthers(folder, apps.stream().map(AppInstance::name).toList()).stream()
            .map(file -> file + ": no app that it could be of is configured");
    return Stream.concat(ofApps, ofOthers).toList();
  }
}
