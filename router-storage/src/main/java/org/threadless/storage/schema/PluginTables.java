package org.threadless.storage.schema;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.threadless.router.Plugin;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.pool.Pools;

/**
 * Makes or updates the tables of plugins. Those of each have a history of their own, {@code
 * <plugin>_schema_history}, and are named as {@link Plugin#tablesNamedAfter} says.
 */
public final class PluginTables {

  private final DatabaseSettings settings;

  public PluginTables(DatabaseSettings settings) {
    this.settings = settings;
  }

  /**
   * Does so for a plugin, where it has any.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public void migrate(Plugin plugin) {
    plugin
        .migrations()
        .ifPresent(
            folder ->
                migrate(
                    plugin.kind() + " " + plugin.name(),
                    plugin.tablesNamedAfter(),
                    folder,
                    plugin.getClass().getClassLoader()));
  }

  /**
   * Does so with the migrations of a folder.
   *
   * @param owner what the plugin is called in messages
   * @param name what the tables are named after
   * @param classLoader where the folder is
   * @throws DatabaseException where that fails; its message is for the user
   */
  public void migrate(String owner, String name, String folder, ClassLoader classLoader) {
    String prefix = name.replace('-', '_') + "_";
    try {
      Flyway.configure(classLoader)
          .dataSource(Pools.unpooled(settings))
          .locations("classpath:" + folder)
          .failOnMissingLocations(true)
          .table(prefix + "schema_history")
          // The schema has the tables of others in it.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .callbacks(new AppTables(prefix))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "the tables of the " + owner + " cannot be made or updated: " + reason(e), false, e);
    }
  }

  private static String reason(FlywayException e) {
    return String.join(" ", String.valueOf(e.getMessage()).lines().map(String::strip).toList());
  }
}
