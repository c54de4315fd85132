using System.Management.Automation;
using System.Reflection;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Rebuilds a row of metrics that went through Start-Job, Export-Clixml, remoting, JSON or CSV from its properties.</summary>
internal static class MetricsConversion
{
    /// <summary>The row; null when the object is not a row of metrics.</summary>
    /// <exception cref="BatchPerfException"><c>NotMetrics</c>: a value does not fit its field.</exception>
    public static BatchMetrics? From(PSObject input)
    {
        if (input.Properties[nameof(BatchMetrics.Requests)] is null
            || input.Properties[nameof(BatchIntervalMetrics.WidthSeconds)] is not null
            || input.Properties[nameof(BatchMetrics.Name)]?.Value is not { } named)
        {
            return null;
        }

        var culture = WrittenText.CultureOf(input);
        var row = new BatchMetrics { Name = LanguagePrimitives.ConvertTo<string>(named) };
        foreach (var property in typeof(BatchMetrics)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.CanWrite))
        {
            var stored = Exact(property.Name) is { } name && input.Properties[name]?.Value is { } exact and not ""
                ? exact
                : input.Properties[property.Name]?.Value;
            if (!WrittenText.TryRead(stored, property.PropertyType, culture, out var value))
            {
                throw WrittenText.NotReadable("NotMetrics", "metrics as Get-BatchMetrics", stored, property.Name);
            }

            if (value is not null || input.Properties[property.Name] is not null)
            {
                property.SetValue(row, value);
            }
        }

        return row;
    }

    /// <summary>The property that says a moment in full where a culture's way of writing does not; null for none.</summary>
    private static string? Exact(string property) =>
        property == nameof(BatchMetrics.WindowStart) ? nameof(BatchMetrics.WindowStartUtc) : null;
}
