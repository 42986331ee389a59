/* Prints what libical (Evolution, KDE) finds wrong in each calendar named: path, tab, trouble. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *content(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) exit(2);
    long size = ftell(file);
    char *text = calloc((size_t)size + 1, 1);
    rewind(file);
    if (!text || fread(text, 1, (size_t)size, file) != (size_t)size) exit(2);
    fclose(file);
    return text;
}

static void told(const char *path, icalcomponent *component) {
    icalproperty *one = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
    for (; one; one = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        printf("%s\t%s\n", path, icalproperty_get_xlicerror(one));
    icalcomponent *inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
    for (; inner; inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) told(path, inner);
}

int main(int count, char **paths) {
    icalerror_set_errors_are_fatal(0);
    for (int number = 1; number < count; number++) {
        char *text = content(paths[number]);
        icalcomponent *calendar = icalparser_parse_string(text);
        if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
            printf("%s\tno calendar\n", paths[number]);
        } else {
            icalrestriction_check(calendar);
            told(paths[number], calendar);
        }
        if (calendar) icalcomponent_free(calendar);
        free(text);
    }
    return 0;
}
