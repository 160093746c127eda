/** What pages are made with: templates, the shell around them, and how browsers are answered. */
package org.threadless.web.page;
