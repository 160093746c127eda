/** Commands about backends: pauses, ways out, new names. */
package org.threadless.server.command.backend;
