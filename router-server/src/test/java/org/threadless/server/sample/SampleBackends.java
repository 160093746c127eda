package org.threadless.server.sample;

import com.google.inject.Module;
import com.google.inject.Scopes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/** Engines to configure in tests. Registered in META-INF/services. */
public final class SampleBackends {

  private SampleBackends() {}

  /** Writes down what happens to it. */
  public static final class Journal implements BackendPlugin {
    @Override
    public String engine() {
      return "journal";
    }

    @Override
    public Class<? extends Record> configType() {
      return JournalSettings.class;
    }

    @Override
    public Class<? extends Backend> backendType() {
      return JournalBackend.class;
    }
  }

  /**
   * @param trouble while this file exists its text is why nothing is sent; for now only, where that
   *     begins with "busy"
   */
  record JournalSettings(
      Path file, Boolean fails, Boolean failsToClose, Secret password, Path trouble) {
    JournalSettings {
      fails = Settings.orElse(fails, false);
      failsToClose = Settings.orElse(failsToClose, false);
    }
  }

  /** The backend of {@link Journal}. */
  public static final class JournalBackend implements Backend, AutoCloseable {
    private final JournalSettings settings;
    private final BackendName name;
    private Runnable whenClosed = () -> {};

    @Inject
    JournalBackend(JournalSettings settings, BackendName name) {
      this.settings = settings;
      this.name = name;
      write("made");
      if (settings.fails()) {
        throw new IllegalStateException("there is no modem");
      }
    }

    /** Does this in the midst of being closed. */
    public void whenClosed(Runnable action) {
      whenClosed = action;
    }

    @Override
    public SendResult send(OutgoingMessage message) throws IOException {
      Path trouble = settings.trouble();
      if (trouble != null && Files.exists(trouble)) {
        String reason = Files.readString(trouble);
        return reason.startsWith("busy") ? SendResult.retry(reason) : SendResult.refused(reason);
      }
      write("sent " + message.text());
      return SendResult.accepted();
    }

    @Override
    public void close() throws IOException {
      whenClosed.run();
      write("closed");
      if (settings.failsToClose()) {
        throw new IOException("the modem hangs");
      }
    }

    private void write(String line) {
      if (settings.file() == null) {
        return;
      }
      try {
        Files.write(
            settings.file(),
            List.of(name + " " + line),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Has a tool of its own for each backend, though there is one module for all. */
  public static final class Tooled implements BackendPlugin {

    private static final Module MODULE = binder -> binder.bind(Tool.class).in(Scopes.SINGLETON);

    @Override
    public String engine() {
      return "tooled";
    }

    @Override
    public Class<? extends Backend> backendType() {
      return TooledBackend.class;
    }

    @Override
    public Optional<Module> module() {
      return Optional.of(MODULE);
    }
  }

  static final class Tool {
    @Inject
    Tool() {}
  }

  /** The backend of {@link Tooled}. */
  public static final class TooledBackend implements Backend {
    private final Tool tool;

    @Inject
    TooledBackend(Tool tool) {
      this.tool = tool;
    }

    /** Returns its tool. */
    public Object tool() {
      return tool;
    }

    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }

  /**
   * Is open to all where it says so, takes messages from anybody, has something to say, and a sign
   * or a bell with its URL where it is told to.
   */
  public static final class Open implements BackendPlugin {
    @Override
    public String engine() {
      return "open";
    }

    @Override
    public Class<? extends Record> configType() {
      return OpenSettings.class;
    }

    @Override
    public Class<? extends Backend> backendType() {
      return OpenBackend.class;
    }

    @Override
    public boolean takesFromAnybody(Record settings) {
      return ((OpenSettings) settings).door();
    }

    @Override
    public boolean needsPublicUrl(Record settings) {
      return ((OpenSettings) settings).sign();
    }

    @Override
    public List<String> warningsWithoutPublicUrl(Record settings) {
      return ((OpenSettings) settings).bell() ? List.of("nobody finds the bell") : List.of();
    }

    @Override
    public List<String> warnings(Record settings) {
      return ((OpenSettings) settings).door() ? List.of("the door is open") : List.of();
    }
  }

  record OpenSettings(Boolean door, Boolean sign, Boolean bell) {
    OpenSettings {
      sign = Settings.orElse(sign, false);
      bell = Settings.orElse(bell, false);
      door = Settings.orElse(door, true);
    }
  }

  static final class OpenBackend implements Backend {
    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }

  /** Has presets. */
  public static final class Parcel implements BackendPlugin {
    @Override
    public String engine() {
      return "parcel";
    }

    @Override
    public Optional<String> presets() {
      return Optional.of("org/threadless/server/sample/presets");
    }

    @Override
    public Class<? extends Record> configType() {
      return ParcelSettings.class;
    }

    @Override
    public Class<? extends Backend> backendType() {
      return ParcelBackend.class;
    }
  }

  /** The settings of {@link Parcel}. */
  public record ParcelSettings(
      String secret,
      ParcelCall outgoing,
      OneOrMore<String> words,
      Map<String, PresetSetting> settings) {

    /** Refuses what the tests have refused. */
    public ParcelSettings {
      Settings.required("outgoing", outgoing);
      settings = Settings.orElse(settings, Map.of());
      PresetSetting region = settings.get("region");
      Settings.check(
          region == null
              || region.value().filter(value -> value.reveal().equals("south")).isEmpty(),
          "outgoing",
          "is not for south with "
              + settings.values().stream()
                  .flatMap(setting -> setting.value().stream())
                  .map(Secret::reveal)
                  .toList());
    }
  }

  /** Where it sends to. */
  public record ParcelCall(String url, Integer tries, Map<String, String> headers, Object body) {

    /** Refuses what cannot be asked. */
    public ParcelCall {
      tries = Settings.range("tries", Settings.orElse(tries, 1), 1, 9);
      Settings.required("url", url);
    }
  }

  static final class ParcelBackend implements Backend {
    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }

  /** Asks for the settings of another engine. */
  public static final class Nosy implements BackendPlugin {
    @Override
    public String engine() {
      return "nosy";
    }

    @Override
    public Class<? extends Backend> backendType() {
      return NosyBackend.class;
    }
  }

  static final class NosyBackend implements Backend {
    @Inject
    NosyBackend(JournalSettings ignored) {}

    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }

  /** Has a mapper that is none. */
  public static final class Unmapped implements BackendPlugin {
    @Override
    public String engine() {
      return "unmapped";
    }

    @Override
    public Class<? extends Backend> backendType() {
      return JournalBackend.class;
    }

    @Override
    public Class<? extends Record> configType() {
      return JournalSettings.class;
    }

    @Override
    public List<Class<?>> mappers() {
      return List.of(String.class);
    }
  }

  /** A handler that asks for what only a backend has. */
  public static final class NosyHandlerPlugin implements IncomingHandlerPlugin {
    @Override
    public String name() {
      return "nosy";
    }

    @Override
    public Class<? extends IncomingHandler> handlerType() {
      return NosyHandler.class;
    }
  }

  static final class NosyHandler implements IncomingHandler {
    @Inject
    NosyHandler(JournalSettings ignored) {}

    @Override
    public Receipt handle(ReceivedMessage message) {
      throw new IllegalStateException("never made");
    }
  }

  /** A handler that puts messages on a shelf, which is a backend's own. */
  public static final class ShelfPlugin implements IncomingHandlerPlugin {
    @Override
    public String name() {
      return "shelf";
    }

    @Override
    public Class<? extends Record> configType() {
      return ShelfSettings.class;
    }

    @Override
    public Class<? extends IncomingHandler> handlerType() {
      return FragileHandler.class;
    }

    @Override
    public Set<String> usesAlone(BackendName backend, Record settings) {
      return Set.of("the shelf " + ((ShelfSettings) settings).number());
    }
  }

  record ShelfSettings(Integer number) {}

  /** A handler that cannot be made. */
  public static final class FragileHandlerPlugin implements IncomingHandlerPlugin {
    @Override
    public String name() {
      return "fragile";
    }

    @Override
    public Class<? extends IncomingHandler> handlerType() {
      return FragileHandler.class;
    }
  }

  static final class FragileHandler implements IncomingHandler {
    @Inject
    FragileHandler() {
      throw new IllegalStateException("there is no broker");
    }

    @Override
    public Receipt handle(ReceivedMessage message) {
      throw new IllegalStateException("never made");
    }
  }
}
