using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Runs;

/// <summary>Input of Invoke-BatchVolumeTest that makes no sense is refused before anything is sent.</summary>
public sealed class RunParameterTests : IClassFixture<Rig>, IDisposable
{
    private readonly Rig _rig;
    private readonly Session _session;

    public RunParameterTests(Rig rig)
    {
        (_rig, _session) = (rig, rig.Session);
        rig.Simulator.ResetCounts();
    }

    public void Dispose() => Assert.Equal(0, _rig.Simulator.Counts().BatchRequests);

    [Theory]
    [InlineData("BatchCount", "0")]
    [InlineData("BatchCount", "-1")]
    [InlineData("BatchCount", "'many'")]
    [InlineData("ClientCount", "0")]
    [InlineData("ClientCount", "1000000")]
    [InlineData("SpawnRate", "0")]
    [InlineData("SpawnRate", "[double]::NaN")]
    [InlineData("RunTimeInMinutes", "0")]
    [InlineData("RunTimeInMinutes", "[double]::PositiveInfinity")]
    [InlineData("ArrivalRate", "-5")]
    [InlineData("OperationRate", "0")]
    [InlineData("BatchTripleCount", "0")]
    [InlineData("BatchTripleCount", "-3")]
    [InlineData("BatchTripleCount", "2.5")]
    [InlineData("BatchTripleCount", "@{ students = 'x' }")]
    [InlineData("BatchTripleCount", "@{}")]
    [InlineData("Duration", "30")]
    [InlineData("Duration", "'soon'")]
    [InlineData("Duration", "'-5s'")]
    [InlineData("Duration", "[timespan]::FromSeconds(-1)")]
    [InlineData("Duration", "$null")]
    [InlineData("Stage", "'50'")]
    [InlineData("Stage", "'30s:x'")]
    [InlineData("Stage", "@()")]
    [InlineData("Segment", "'9/8'")]
    [InlineData("Segment", "$null")]
    [InlineData("StartAt", "'soon'")]
    [InlineData("RetryCount", "-1")]
    [InlineData("RetryCount", "101")]
    [InlineData("StopOnFailureRate", "2")]
    [InlineData("StopOnFailureRate", "'120%'")]
    [InlineData("TraceSample", "0")]
    [InlineData("TraceSample", "'101%'")]
    [InlineData("StopOnFailureMinimum", "0")]
    [InlineData("SchoolYear", "25")]
    [InlineData("Fixture", "@()")]
    [InlineData("Connection", "$null")]
    [InlineData("Connection", "'http://127.0.0.1'")]
    [InlineData("RunVariable", "''")]
    [InlineData("ResultPath", "''")]
    [InlineData("Scenario", "@()")]
    public void A_value_that_cannot_be_bound_is_refused_by_the_name_of_its_parameter(string name, string value)
    {
        var problem = _session.CannotBind($"$given = @{{ Connection = $dms; Fixture = $fixtures; WhatIf = $true }}; $given.{name} = {value}; Invoke-BatchVolumeTest @given");

        Session.AssertLike($"*'{name}'*", problem.ToString());
    }

    [Theory]
    [InlineData("a duration of nothing", "-Duration 0s", "*Duration*")]
    [InlineData("a duration of years", "-Duration 400d", "*Duration*30 days*")]
    [InlineData("two rates", "-ArrivalRate 1 -OperationRate 1", "*-ArrivalRate and -OperationRate*")]
    [InlineData("think time in an open loop", "-ArrivalRate 1 -ThinkTime 1s", "*ThinkTime*")]
    [InlineData("stages of nothing", "-Stage 10s:0", "*target 0*")]
    [InlineData("a warm-up longer than all stages", "-Stage 10s:5 -WarmUp 20s", "*warm-up*")]
    [InlineData("a request time-out of nothing", "-RequestTimeout 0s", "*RequestTimeout*")]
    [InlineData("opposite order of keys that differ", "-Contention OppositeOrder -BatchCount 1", "*opposite order alone*OverlappingKeys*")]
    [InlineData("contention of single operations", "-Contention OverlappingKeys -TestType Volume -BatchCount 1", "*Contention belongs to batches*")]
    public void A_plan_that_makes_no_sense_is_refused(string what, string parameters, string like)
    {
        Assert.NotEmpty(what);
        _session.Fails($"Invoke-BatchVolumeTest @short {parameters}", "InvalidRunPlan", ErrorCategory.InvalidArgument, like);
    }

    [Theory]
    [InlineData("-BatchCount 1 -Stage 1s:1", "-BatchCount and -Stage exclude each other. Leave one out*")]
    [InlineData("-RunTimeInMinutes 1 -Duration 1s", "-Duration and -RunTimeInMinutes exclude each other. Give one of *")]
    [InlineData("-Stage 1s:1 -Duration 1s", "-Duration and -Stage exclude each other. Give one of *")]
    [InlineData("-Stage 1s:1 -ArrivalRate 1", "-ArrivalRate and -Stage exclude each other. Leave it out*")]
    [InlineData("-Stage 1s:1 -SpawnRate 1", "-SpawnRate and -Stage exclude each other. Leave it out*")]
    [InlineData("-StageTarget ArrivalRate -Duration 1s", "-StageTarget was given without -Stage. Add*")]
    public void Parameters_that_exclude_each_other_are_refused_in_words(string parameters, string like) => _session.Fails(
        $"Invoke-BatchVolumeTest @short {parameters}", "ParameterConflict", ErrorCategory.InvalidArgument, like);

    [Theory]
    [InlineData("-Scenario Nobody", "UnknownScenario", "*'Nobody'*StudentBatchVolumeTest*SectionBatchVolumeTest*")]
    [InlineData("-Scenario Nobody -WhatIf", "UnknownScenario", "*")]
    [InlineData("-BatchTripleCount @{ studnets = 5 }", "UnknownScenario", "*'studnets'*")]
    [InlineData("-Scenario @{ Student = 'often' }", "InvalidWeight", "*'often'*")]
    [InlineData("-Scenario @{ Student = 0 }", "InvalidWeight", "*'0'*")]
    [InlineData("-Scenario @{ Student = 1.5 }", "InvalidWeight", "*'1.5'*")]
    [InlineData("-BatchTripleCount 1000000", "TripleCountInvalid", "*10,000*")]
    [InlineData("-ResultPath env:RESULTS", "NotAFilePath", "*Environment*")]
    public void Names_weights_and_sizes_are_checked_with_words_that_help(string parameters, string id, string like)
        => _session.Fails($"Invoke-BatchVolumeTest @short {parameters} -BatchCount 1", id, ErrorCategory.InvalidArgument, like);
}
