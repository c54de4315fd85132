using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Takes a row of metrics as it is, and rebuilds one that went through Start-Job, Export-Clixml, remoting, JSON or CSV from its properties.</summary>
internal static class MetricsConversion
{
    /// <summary>The row; null when the object is none.</summary>
    public static BatchMetrics? From(PSObject input)
    {
        if (input.BaseObject is BatchMetrics metrics)
        {
            return metrics;
        }

        if (input.Properties[nameof(BatchMetrics.Requests)] is null || input.Properties[nameof(BatchMetrics.Name)]?.Value is not { } name)
        {
            return null;
        }

        var row = new BatchMetrics { Name = LanguagePrimitives.ConvertTo<string>(name) };
        foreach (var property in typeof(BatchMetrics).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanWrite && input.Properties[property.Name]?.Value is { } value && value is not "")
            {
                property.SetValue(row, value is PSObject { BaseObject: PSCustomObject } rebuilt && ResultConversion.Ticks(rebuilt) is { } time ? time : LanguagePrimitives.ConvertTo(value, property.PropertyType, CultureInfo.InvariantCulture));
            }
        }

        return row;
    }
}
