using System.Collections;
using System.Globalization;
using System.Reflection;

namespace EdFi.BatchPerf.Running;

/// <summary>One setting of a run as it is shown and compared: a row of <see cref="PlanFacts"/>.</summary>
internal sealed record PlanFact
{
    private readonly PropertyInfo _property;

    /// <param name="property">The property of <see cref="RunPlanSummary"/>.</param>
    public PlanFact(string property)
    {
        _property = typeof(RunPlanSummary).GetProperty(property)
            ?? throw new ArgumentException($"RunPlanSummary has no property {property}.", nameof(property));
        Property = property;
    }

    /// <summary>The property; in camel case, its name in JSON.</summary>
    public string Property { get; }

    /// <summary>Heading of the setting.</summary>
    public required string Words { get; init; }

    /// <summary>Words in a Volume run, where they differ; null where they do not.</summary>
    public string? VolumeWords { get; init; }

    /// <summary>True where the report shows it in a row of its own; others are part of the sentence about the load.</summary>
    public bool HasRow { get; init; } = true;

    /// <summary>
    /// True where the setting describes the content of the load, in which two sides of a comparison may differ on purpose.
    /// </summary>
    public bool IsLoad { get; init; }

    /// <summary>
    /// Text for true, where the setting is true or false; false is not shown unless <see cref="WhenFalse"/> has a text for it.
    /// </summary>
    public string? WhenTrue { get; init; }

    /// <summary>Text for false; null where false is not shown.</summary>
    public string? WhenFalse { get; init; }

    /// <summary>True where only Volume runs have it.</summary>
    public bool VolumeOnly { get; init; }

    /// <summary>True where two plans agree in it.</summary>
    public bool IsSame(RunPlanSummary first, RunPlanSummary second) => Text(first) == Text(second);

    /// <summary>"clients 10 and 20".</summary>
    public string Difference(RunPlanSummary first, RunPlanSummary second) =>
        $"{char.ToLowerInvariant(Words[0])}{Words[1..]} {Text(first)} and {Text(second)}";

    /// <summary>Puts a value into a summary that is being made.</summary>
    public void Put(RunPlanSummary plan, object? value) => _property.SetValue(plan, value);

    private string Text(RunPlanSummary plan) => _property.GetValue(plan) switch
    {
        null => "none",
        TimeSpan time => DurationText.Format(time),
        string text => text,
        bool flag => flag ? WhenTrue ?? "yes" : WhenFalse ?? "no",
        IEnumerable list => list.Cast<object>().ToList() is { Count: > 0 } items ? string.Join(", ", items) : "none",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
