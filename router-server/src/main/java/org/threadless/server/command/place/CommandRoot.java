package org.threadless.server.command.place;

import java.io.PrintWriter;
import org.threadless.server.plugin.Plugins;

/** The command line that a command is a part of. */
public interface CommandRoot {

  /** Returns the plugins, which are looked for once, before it is known which command is run. */
  Plugins plugins();

  /** Returns where commands have a database and a router from. */
  Workplace workplace();

  /**
   * Runs another command line with the same plugins, and returns its exit code.
   *
   * @param place where that one's commands have a database and a router from
   * @param out where results go
   * @param err where mistakes are told
   */
  int run(Workplace place, PrintWriter out, PrintWriter err, String... arguments);
}
