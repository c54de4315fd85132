namespace EdFi.BatchPerf.Settings;

/// <summary>
/// Test types as the harness names them: <c>BATCH_VOLUME</c> and <c>VOLUME</c>, in any letter case, <c>-</c> for <c>_</c>.
/// </summary>
public static class TestTypeName
{
    /// <summary>The error id of a test type that was not given or does not exist here.</summary>
    public const string ErrorId = "TestTypeUnknown";

    /// <summary>The harness's name, which in lower case is the prefix of the Locust files.</summary>
    public static string Of(TestType type) => type == TestType.Volume ? "VOLUME" : "BATCH_VOLUME";

    /// <summary>Reads a name.</summary>
    /// <exception cref="BatchPerfException"><see cref="ErrorId"/>: none given, or not one of the two.</exception>
    public static TestType Parse(SettingValue? value) => value?.Text.Trim().Replace('-', '_').ToUpperInvariant() switch
    {
        "BATCH_VOLUME" => TestType.BatchVolume,
        "VOLUME" => TestType.Volume,
        null => throw Unknown("No test type was given."),
        _ => throw Unknown($"The test type '{value.Text}' ({value.Origin}) does not exist here."),
    };

    private static BatchPerfException Unknown(string message) => new(
        ErrorId,
        ProblemKind.InvalidInput,
        message,
        "Give BATCH_VOLUME (triples through POST /batch) or VOLUME (the same triples through the single-resource endpoints), with "
            + $"{new OptionKey("TestType")} or PERF_TEST_TYPE.");
}
