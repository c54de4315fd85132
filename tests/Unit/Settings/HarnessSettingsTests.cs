using EdFi.BatchPerf.Cli.Running;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Settings;

public sealed class HarnessSettingsTests
{
    [Fact]
    public void The_defaults_are_the_harness_s()
    {
        var settings = Read("PERF_TEST_TYPE=BATCH_VOLUME");
        var plan = settings.Values.Plan([]);

        Assert.Equal(
            (TestType.BatchVolume, 1000, 25.0, (TimeSpan?)TimeSpan.FromMinutes(30), false, "out", LogLevel.Info, 255901L, false, false, 10, 0),
            (plan.TestType, plan.ClientCount, plan.SpawnRate, plan.Duration, plan.KeepOperations, settings.OutputDirectory, settings.LogLevel, settings.Keys.LocalEducationAgencyId, plan.DeleteResources, plan.FailDeliberately, settings.Values.Get<int>(RunOptionTable.BatchTripleCount), settings.Scenarios.Count));
    }

    [Fact]
    public void Every_variable_of_the_harness_is_read()
    {
        var settings = Read("""
            PERF_TEST_TYPE=volume
            PERF_TEST_LIST="StudentBatchVolumeTest, SectionBatchVolumeTest"
            CLIENT_COUNT=20
            SPAWN_RATE=2.5
            RUN_TIME_IN_MINUTES=1
            PERF_OUTPUT_DIR=results
            PERF_LOG_LEVEL=debug
            PERF_LOCAL_EDUCATION_ORGANIZATION_ID=255902
            PERF_DELETE_RESOURCES=true
            PERF_FAIL_DELIBERATELY=yes
            PERF_DISABLE_COMPOSITES=true
            PERF_BATCH_TRIPLE_COUNT=33
            """);
        var plan = settings.Values.Plan([]);

        Assert.Equal(
            (TestType.Volume, 20, 2.5, (TimeSpan?)TimeSpan.FromMinutes(1), "results", LogLevel.Debug, 255902L, true, true, 33),
            (plan.TestType, plan.ClientCount, plan.SpawnRate, plan.Duration, settings.OutputDirectory, settings.LogLevel, settings.Keys.LocalEducationAgencyId, plan.DeleteResources, plan.FailDeliberately, settings.Values.Get<int>(RunOptionTable.BatchTripleCount)));
        Assert.Equal(["StudentBatchVolumeTest", "SectionBatchVolumeTest"], settings.Scenarios.Select(static s => s.Name));
    }

    [Fact]
    public void Debug_mode_has_one_client_and_logs_everything()
    {
        var settings = Read("PERF_TEST_TYPE=VOLUME\nCLIENT_COUNT=50\nPERF_LOG_LEVEL=ERROR\nPERF_DEBUG=true");

        Assert.Equal((1, LogLevel.Debug), (settings.Values.Plan([]).ClientCount, settings.LogLevel));
    }

    [Theory]
    [InlineData("BATCH_VOLUME", TestType.BatchVolume)]
    [InlineData("batch-volume", TestType.BatchVolume)]
    [InlineData("Volume", TestType.Volume)]
    public void Test_types_are_read_in_any_spelling(string text, TestType expected)
    {
        Assert.Equal(expected, TestTypeName.Parse(new SettingValue(text, "")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("PIPECLEAN")]
    [InlineData("CHANGE_QUERY")]
    public void A_test_type_that_does_not_exist_here_names_the_two_that_do(string? text)
    {
        var error = Assert.Throws<BatchPerfException>(() => TestTypeName.Parse(text is null ? null : new SettingValue(text, "--testType")));

        Assert.Equal(TestTypeName.ErrorId, error.ErrorId);
        Assert.Contains("BATCH_VOLUME", error.NextStep, StringComparison.Ordinal);
        Assert.Contains("or VOLUME", error.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Triples_of_one_resource_have_a_variable_of_their_own()
    {
        var settings = Reader("PERF_BATCH_TRIPLE_COUNT_STUDENTS=20\nPERF_BATCH_TRIPLE_COUNT=5");

        Assert.Equal(20, TripleCountVariables.TripleCountOf(settings, "students"));
        Assert.Null(TripleCountVariables.TripleCountOf(settings, "sections"));
    }

    [Theory]
    [InlineData("CLIENT_COUNT=0")]
    [InlineData("SPAWN_RATE=-1")]
    [InlineData("RUN_TIME_IN_MINUTES=soon")]
    [InlineData("PERF_BATCH_TRIPLE_COUNT=1000000")]
    [InlineData("PERF_LOG_LEVEL=loud")]
    [InlineData("PERF_DISABLE_COMPOSITES=perhaps")]
    public void A_senseless_value_is_an_error_that_names_its_variable(string line)
    {
        var error = Assert.Throws<BatchPerfException>(() => Read($"PERF_TEST_TYPE=VOLUME\n{line}"));

        Assert.Equal("InvalidSetting", error.ErrorId);
        Assert.Contains($"({line.Split('=')[0]} in .env, line 2)", error.Message, StringComparison.Ordinal);
    }

    private static RunSettings Read(string file) => RunSettings.Read(Reader(file));

    private static SettingsReader Reader(string file) => new(static name => name is "baseUrl" ? "http://127.0.0.1:1" : name is "key" or "secret" ? "any" : null, _ => null, EnvironmentFile.Parse(file, ".env", _ => null));
}
