/** The commands config and doctor: Kannel's own configuration, written and looked through. */
package org.threadless.backend.kannel.check;
