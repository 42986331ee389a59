<?php
// What sabre/vobject, Nextcloud's reader on the server and that of TYPO3's calendarize, shows of the calendar on standard
// input: php shown.php 2026-12-01 2027-03-01 < feed.ics prints lines of JSON: start (UTC, or a day), title, status.
require 'Sabre/VObject/autoload.php';
error_reporting(E_ALL & ~E_DEPRECATED);

$calendar = Sabre\VObject\Reader::read(stream_get_contents(STDIN));
$zone = new DateTimeZone('Europe/Amsterdam');
$calendar->expand(new DateTime($argv[1], $zone), new DateTime($argv[2], $zone));
foreach ($calendar->select('VEVENT') as $event) {
    $start = $event->DTSTART->getDateTime();
    $when = (string) $event->DTSTART['VALUE'] === 'DATE' ? $start->format('Y-m-d') : $start->format('Y-m-d\TH:i:s\Z');
    echo json_encode([$when, (string) $event->SUMMARY, (string) $event->STATUS], JSON_UNESCAPED_UNICODE), "\n";
}
