/** What the log's patterns are made of, so that nothing from outside can forge a line of it. */
package org.threadless.server.log;
