using System.Reflection;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Running;

/// <summary>One option of a run: a row of <see cref="RunOptionTable"/>.</summary>
/// <param name="key">The cmdlet parameter's name.</param>
/// <param name="type">Type of the value, with its range.</param>
/// <param name="group">Group of the option.</param>
internal sealed class RunOption(string key, OptionType type, OptionGroup group) : OptionRow(key, type)
{
    private static readonly RunPlan Blank = new() { Scenarios = [] };

    private readonly PropertyInfo? _property;

    /// <summary>Group of the option.</summary>
    public OptionGroup Group { get; } = group;

    /// <summary>The module's default; the plan's own where it is not given here, null for none.</summary>
    public object? Default
    {
        get => field ?? (Into is null ? _property?.GetValue(Blank) : null);
        init;
    }

    /// <summary>The console's default where it is another.</summary>
    public object? ConsoleDefault { get; init; }

    /// <summary>Another default where other options suggest it: receives them and the usual one, returns null for none.</summary>
    public Func<RunValues, object?, object?>? DefaultBeside { get; init; }

    /// <summary>The property of <see cref="RunPlan"/> that the value goes to; null where it is no part of the plan.</summary>
    public string? Plan
    {
        get => _property?.Name;
        init => _property = typeof(RunPlan).GetProperty(value!)
            ?? throw new ArgumentException($"RunPlan has no property {value}.", nameof(value));
    }

    /// <summary>Makes the property's value of the option's, where it is another.</summary>
    public Func<object, object?>? Into { get; init; }

    /// <summary>Row of the option in the report and in the comparison of plans; null where they do not show it.</summary>
    public PlanFact? Fact { get; init; }

    /// <summary>Value that they show of a plan, where it is not the property's.</summary>
    public Func<RunPlan, object?>? Shown { get; init; }

    /// <inheritdoc/>
    protected override object? ShownDefault => ConsoleDefault ?? Default;

    /// <summary>Returns the default of a host, which may depend on other values given; null for none.</summary>
    public object? DefaultOf(RunValues given)
    {
        var usual = given.Host == RunHost.Console ? ConsoleDefault ?? Default : Default;
        return DefaultBeside is null ? usual : DefaultBeside(given, usual);
    }

    /// <summary>The value in a plan; null for none.</summary>
    public object? Of(RunPlan plan) => _property?.GetValue(plan);

    /// <summary>Puts a value into a plan that is being made.</summary>
    public void Put(RunPlan plan, object value) => _property?.SetValue(plan, Into is null ? value : Into(value));

    /// <summary>Puts the option's value in a plan into the plan's summary, which is being made.</summary>
    public void Show(RunPlan plan, RunPlanSummary summary) => Fact?.Put(summary, Shown is null ? Of(plan) : Shown(plan));
}
