package org.threadless.server.command.access;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.threadless.router.engine.access.token.TokenException;
import org.threadless.router.engine.access.user.AccessException;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.ConfigFile;
import org.threadless.storage.Database;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Something with those who may come in, as the configured database has them. */
abstract class AccessCommand implements Callable<Integer>, Forwardable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  /** Does it. */
  abstract void run(Database database, PrintWriter out);

  /** Looks at the configuration before the database is opened. */
  void prepare(ConfigFile file) {}

  /** Tells whoever types it; standard output has what programs read. */
  final void remark(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  @Override
  public final Integer call() {
    ConfigFile file = config.read();
    prepare(file);
    PrintWriter out = spec.commandLine().getOut();
    try {
      return config
          .workplace()
          .inDatabase(
              ConfigOption.database(file),
              database -> {
                run(database, out);
                return 0;
              });
    } catch (TokenException | AccessException e) {
      throw new UserException(e.getMessage(), e);
    } finally {
      out.flush();
    }
  }

  @Override
  public final ConfigOption config() {
    return config;
  }
}
