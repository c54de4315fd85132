namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Texts for fields that have a meaning of their own, by the end of their names.</summary>
internal static class SampleTexts
{
    /// <summary>The first that fits: made up for each document, and the same for all.</summary>
    private static readonly (string End, string Drawn, string Fixed)[] Texts =
    [
        ("firstName", "{{name.firstName}}", "Alex"),
        ("lastSurname", "{{name.lastName}}", "Miller"),
        ("lastName", "{{name.lastName}}", "Miller"),
        ("maidenName", "{{name.lastName}}", "Miller"),
        ("middleName", "{{name.firstName}}", "Robin"),
        ("generationCodeSuffix", "Jr", "Jr"),
        ("personalTitlePrefix", "Ms", "Ms"),
        ("genderIdentity", "Female", "Female"),
        ("electronicMailAddress", "{{internet.email}}", "batchperf@example.org"),
        ("telephoneNumber", "512-555-0100", "512-555-0100"),
        ("city", "{{address.city}}", "Austin"),
        ("nameOfCounty", "Travis", "Travis"),
        ("countyFIPSCode", "48453", "48453"),
        ("postalCode", "{{address.zipCode}}", "78701"),
        ("streetNumberName", "{{address.streetAddress}}", "100 Main Street"),
        ("apartmentRoomSuiteNumber", "101", "101"),
        ("buildingSiteNumber", "1", "1"),
        ("congressionalDistrict", "10", "10"),
        ("addressLine1", "{{address.streetAddress}}", "100 Main Street"),
        ("addressLine2", "Room 101", "Room 101"),
        ("latitude", "30.2672", "30.2672"),
        ("longitude", "-97.7431", "-97.7431"),
        ("namespace", "uri://ed-fi.org/BatchPerf", "uri://ed-fi.org/BatchPerf"),
        ("url", "https://example.org/batchperf", "https://example.org/batchperf"),
        ("uri", "uri://ed-fi.org/BatchPerf", "uri://ed-fi.org/BatchPerf"),
        ("website", "https://example.org/batchperf", "https://example.org/batchperf"),
    ];

    /// <summary>The texts for a field; null where it has no meaning that is known here.</summary>
    public static (string Drawn, string Fixed)? Of(string name)
        => Texts.FirstOrDefault(t => name.EndsWith(t.End, StringComparison.OrdinalIgnoreCase)) is { End: not null } found
            ? (found.Drawn, found.Fixed)
            : null;
}
