package org.threadless.server.sample;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Messenger;
import org.threadless.router.config.NoConfig;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingMessage;

/** Apps to configure in tests. Registered in META-INF/services. */
public final class SampleApps {

  private SampleApps() {}

  /** Replies to everything with its greeting, its name and how often this instance was called. */
  public static final class Greeter extends SampleApp {
    public Greeter() {
      super("greeter", GreeterSettings.class, GreeterApp.class, Optional.empty());
    }
  }

  record GreeterSettings(String greeting, Secret token) {
    GreeterSettings {
      greeting = Settings.notBlank("greeting", Settings.orElse(greeting, "Hello"));
      Settings.check(
          token == null || token.reveal().length() > 3, "token", "must be longer, and is " + token);
    }
  }

  static final class GreeterApp implements App {
    private final GreeterSettings settings;
    private final AppName name;
    private int calls;

    @Inject
    GreeterApp(GreeterSettings settings, AppName name) {
      this.settings = settings;
      this.name = name;
    }

    @Override
    public boolean handle(IncomingMessage message) {
      calls++;
      message.respond(settings.greeting() + " from " + name + " " + calls);
      return false;
    }
  }

  /** Tells so many others of what somebody says. */
  public static final class Herald extends SampleApp {
    public Herald() {
      super("herald", HeraldSettings.class, HeraldApp.class, Optional.empty());
    }
  }

  record HeraldSettings(Integer to) {}

  static final class HeraldApp implements App {
    private final Messenger messenger;
    private final int to;

    @Inject
    HeraldApp(Messenger messenger, HeraldSettings settings) {
      this.messenger = messenger;
      this.to = settings.to();
    }

    @Override
    public boolean handle(IncomingMessage message) {
      Connection[] others =
          IntStream.range(100, 100 + to)
              .mapToObj(i -> new Connection(message.connection().backend(), new Identity("" + i)))
              .toArray(Connection[]::new);
      messenger.send(message.text(), others);
      return true;
    }
  }

  /** Throws what people often see in a log: what could not be read, and of whom. */
  public static final class Quoter extends SampleApp {
    public Quoter() {
      super("quoter", QuoterApp.class);
    }
  }

  static final class QuoterApp implements App {

    @Override
    public void parse(IncomingMessage message) {
      String last = message.text().substring(message.text().lastIndexOf(' ') + 1);
      throw new IllegalArgumentException(
          message.connection() + " said " + message.text(),
          new NumberFormatException("For input string: \"" + last + "\""));
    }
  }

  /** Replies with how often this instance was called, of which there is only one. */
  public static final class Counter extends SampleApp {
    public Counter() {
      super("counter", CounterApp.class);
    }
  }

  @Singleton
  static final class CounterApp implements App {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public boolean handle(IncomingMessage message) {
      message.respond("counted " + calls.incrementAndGet());
      return false;
    }
  }

  /** What the modules of some plugins bind, each in its own way. */
  record Tool(String name) {}

  /** Replies with its tool. */
  public static final class Left extends SampleApp {
    public Left() {
      super(
          "left",
          NoConfig.class,
          LeftApp.class,
          Optional.of(binder -> binder.bind(Tool.class).toInstance(new Tool("left tool"))));
    }
  }

  static final class LeftApp implements App {
    private final Tool tool;

    @Inject
    LeftApp(Tool tool) {
      this.tool = tool;
    }

    @Override
    public boolean handle(IncomingMessage message) {
      message.respond(tool.name());
      return false;
    }
  }

  /** The same app, with another tool. */
  public static final class Right extends SampleApp {
    public Right() {
      super(
          "right",
          NoConfig.class,
          LeftApp.class,
          Optional.of(binder -> binder.bind(Tool.class).toInstance(new Tool("right tool"))));
    }
  }

  /** Asks for the settings of another app. */
  public static final class Spy extends SampleApp {
    public Spy() {
      super("spy", SpyApp.class);
    }
  }

  static final class SpyApp implements App {
    @Inject
    SpyApp(GreeterSettings ignored) {}
  }

  /** Asks for a tool, which only others have. */
  public static final class Borrower extends SampleApp {
    public Borrower() {
      super("borrower", LeftApp.class);
    }
  }

  /** Asks for a class that Guice could make if it were not told to be strict. */
  public static final class Loose extends SampleApp {
    public Loose() {
      super("loose", LooseApp.class);
    }
  }

  static final class Unbound {
    @Inject
    Unbound() {}
  }

  static final class LooseApp implements App {
    @Inject
    LooseApp(Unbound ignored) {}
  }

  /** Needs itself to be made. */
  public static final class Circle extends SampleApp {
    public Circle() {
      super(
          "circle",
          NoConfig.class,
          CircleApp.class,
          Optional.of(binder -> binder.bind(Circular.class).to(CircularTool.class)));
    }
  }

  interface Circular {}

  static final class CircularTool implements Circular {
    @Inject
    CircularTool(Circular ignored) {}
  }

  static final class CircleApp implements App {
    @Inject
    CircleApp(Circular ignored) {}
  }

  /** Throws while a file exists. */
  public static final class Fragile extends SampleApp {
    public Fragile() {
      super("fragile", FragileSettings.class, FragileApp.class, Optional.empty());
    }
  }

  record FragileSettings(Path file) {}

  static final class FragileApp implements App {
    private final FragileSettings settings;

    @Inject
    FragileApp(FragileSettings settings) {
      this.settings = settings;
    }

    @Override
    public void parse(IncomingMessage message) {
      if (Files.exists(settings.file())) {
        throw new IllegalStateException("the clinic is closed\nuntil tomorrow");
      }
    }
  }

  /** Cannot be made. */
  public static final class Moody extends SampleApp {
    public Moody() {
      super("moody", MoodyApp.class);
    }
  }

  static final class MoodyApp implements App {
    @Inject
    MoodyApp() {
      throw new IllegalStateException("not today,\n  perhaps tomorrow");
    }
  }
}
