using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Settings;
using EdFi.BatchPerf.Unit.Architecture;
using Mono.Cecil;

namespace EdFi.BatchPerf.Unit.Jobs;

/// <summary>Each option of a study or of a test of atomicity has one row; requests, cmdlets and the console follow from it.</summary>
public sealed class JobOptionTableTests
{
    /// <summary>Properties of requests that are no rows: limits of loads, too, and what follows from others.</summary>
    private static readonly string[] NoOptions =
        [nameof(CapacityRequest.Thresholds), nameof(AtomicityPlan.Tried), nameof(AtomicityPlan.CleanUpTimeout)];

    /// <summary>The cmdlet of each request.</summary>
    private static readonly Dictionary<Type, string> Commands = new()
    {
        [typeof(SizeRequest)] = "MeasureBatchSizeCommand",
        [typeof(CapacityRequest)] = "FindBatchCapacityCommand",
        [typeof(AtomicityPlan)] = "TestBatchAtomicityCommand",
    };

    public static TheoryData<string> Requests => [.. Commands.Keys.Select(static request => request.Name)];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_property_of_a_request_has_its_row_with_a_default_in_its_range(string name)
    {
        var request = Request(name);
        var rows = JobOptionTable.Of(request);
        var put = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            Assert.True(row.Default is null || row.Type.Holds(row.Default), row.Key);
            Assert.NotEmpty(row.Words);
            put.UnionWith(request.GetProperties().Where(property => IsPut(row, property.Name)).Select(static property => property.Name));
        }

        Assert.Equal(request.GetProperties().Select(static p => p.Name).Except(NoOptions).Order(), put.Order());

        bool IsPut(JobOption row, string property)
        {
            var made = Activator.CreateInstance(request)!;
            var before = request.GetProperty(property)!.GetValue(made);
            row.Put(made, Other(row));
            return !NoOptions.Contains(property) && !Equals(before, request.GetProperty(property)!.GetValue(made));
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Keys_and_console_names_of_a_job_are_unique(string name)
    {
        var rows = JobOptionTable.Of(Request(name));
        Assert.Equal(rows.Count, rows.Select(static row => row.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(rows.Count, rows.Select(static row => row.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void The_console_has_each_row_once() =>
        Assert.All(JobOptionTable.All, static row => Assert.Single(OptionTable.All, option => option.Setting == row.Setting));

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_row_has_its_parameter_with_its_type_and_range_and_no_default_of_its_own(string name)
    {
        using var module = AssemblyDefinition.ReadAssembly(Room.Named("Cmdlets").Library);
        var command = module.MainModule.Types.Single(type => type.Name == Commands[Request(name)]);
        foreach (var row in JobOptionTable.Of(Request(name)))
        {
            var parameter = command.Properties.Single(property => property.Name == row.Key);
            var range = parameter.CustomAttributes.SingleOrDefault(static a => a.AttributeType.Name == "OptionRangeAttribute");
            if (row.Type is { Least: { } least, IsShare: false })
            {
                Assert.Equal(least.GetType().FullName, (parameter.PropertyType.GetElementType() ?? parameter.PropertyType).FullName);
                Assert.Equal([row.Key, name], range!.ConstructorArguments.Select(static a => a.Value is TypeReference type ? type.Name : a.Value));
            }

            Assert.DoesNotContain(parameter.CustomAttributes, static a => a.AttributeType.Name is "ValidateRangeAttribute" or "PositiveDurationAttribute");
        }
    }

    [Theory]
    [InlineData("--repeat=99", null)]
    [InlineData("--repeat=100", "'100' (repeat)")]
    [InlineData("--drainTime=0s", null)]
    [InlineData("--drainTime=24h", null)]
    [InlineData("--drainTime=25h", "'25h' (drainTime)")]
    [InlineData("--duration=25h", "'25h' (duration)")]
    [InlineData("--capacityStart=0", "'0' (capacityStart)")]
    [InlineData("--confidence=101%", "'101%' (the option confidence)")]
    public void A_value_outside_the_job_s_range_is_refused(string option, string? named)
    {
        var problem = Record.Exception(() => JobOptionTable.Make<CapacityRequest>(Given(option))) as BatchPerfException;
        Assert.Equal(named is null ? null : "InvalidSetting", problem?.ErrorId);
        Assert.Contains(named ?? "", problem?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--settleTime=0s", null)]
    [InlineData("--settleTime=11m", "'11m' (settleTime)")]
    [InlineData("--loadClients=1001", "'1001' (loadClients)")]
    [InlineData("--cancelAfter=0s", "'0s' (cancelAfter)")]
    [InlineData("--requestTimeout=0s", "'0s' (requestTimeout)")]
    [InlineData("--poison=StaleETag,Arsenic", "'Arsenic' (the option poison)")]
    public void A_value_outside_the_range_of_a_test_of_atomicity_is_refused(string option, string? named)
    {
        var problem = Record.Exception(() => JobOptionTable.Make<AtomicityPlan>(Given(option))) as BatchPerfException;
        Assert.Equal(named is null ? null : "InvalidSetting", problem?.ErrorId);
        Assert.Contains(named ?? "", problem?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_given_is_the_request_s_default()
    {
        Assert.Equivalent(new CapacityRequest(), JobOptionTable.Make<CapacityRequest>(static _ => null));
        Assert.Equal([3, 1], JobOptionTable.Make<SizeRequest>(Given("--measureBatchSize=3,1")).Sizes);
    }

    private static Func<JobOption, object?> Given(string option)
    {
        var parts = option[2..].Split('=', 2);
        var settings = new SettingsReader(name => name == parts[0] ? parts[1] : null, static _ => null, null);
        return row => row.Type.Read(settings, row.Setting);
    }

    private static Type Request(string name) => Commands.Keys.Single(request => request.Name == name);

    /// <summary>A value that is not the row's default.</summary>
    private static object Other(JobOption row) => row.Default switch
    {
        bool flag => !flag,
        int number => number + 1,
        double number => number / 2,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        Array list when list.GetType() == typeof(int[]) => new[] { 7 }, // to the runtime, an array of an enum is one of int, too
        AtomicityPoison[] => new[] { AtomicityPoison.OverLimit },
        string[] => new[] { "7" },
        CapacityLoad => CapacityLoad.Clients,
        null when row.Type.Least is { } least => least,
        _ => new BatchOperation { Op = OperationKind.Create, Resource = "students" },
    };
}
