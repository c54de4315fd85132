using System.Management.Automation;
using System.Reflection;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Rebuilds a row of metrics that went through Start-Job, Export-Clixml, remoting, JSON or CSV from its properties.</summary>
internal static class MetricsConversion
{
    private const string Exact = "Utc";

    /// <summary>The row; null when the object is none.</summary>
    /// <exception cref="BatchPerfException"><c>NotMetrics</c>: a value is none.</exception>
    public static BatchMetrics? From(PSObject input)
    {
        if (input.Properties[nameof(BatchMetrics.Requests)] is null
            || input.Properties[nameof(BatchIntervalMetrics.WidthSeconds)] is not null
            || input.Properties[nameof(BatchMetrics.Name)]?.Value is not { } name)
        {
            return null;
        }

        var culture = WrittenText.CultureOf(input);
        var row = new BatchMetrics { Name = LanguagePrimitives.ConvertTo<string>(name) };
        foreach (var property in typeof(BatchMetrics).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.CanWrite))
        {
            // A moment has a property beside it that keeps its fractions.
            var stored = input.Properties[property.Name + Exact]?.Value is { } exact and not "" ? exact : input.Properties[property.Name]?.Value;
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
}
