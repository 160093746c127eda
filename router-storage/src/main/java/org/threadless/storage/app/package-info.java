/** Tables, mappers and sessions of apps and backends. */
package org.threadless.storage.app;
