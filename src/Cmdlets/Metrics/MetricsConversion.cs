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
        var culture = WrittenText.CultureOf(input);
        foreach (var property in typeof(BatchMetrics).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanWrite && input.Properties[property.Name]?.Value is { } value && value is not "")
            {
                property.SetValue(row, Value(value, property, culture));
            }
        }

        return row;
    }

    private static object? Value(object value, PropertyInfo property, CultureInfo culture)
    {
        if (value is PSObject { BaseObject: PSCustomObject } rebuilt && ResultConversion.Ticks(rebuilt) is { } time)
        {
            return time;
        }

        var raw = (value as PSObject)?.BaseObject ?? value;
        if (raw is string text && WrittenText.Reads(property.PropertyType))
        {
            return WrittenText.Read(text, property.PropertyType, culture) ?? throw NotReadable(text, property.Name, inner: null);
        }

        try
        {
            return LanguagePrimitives.ConvertTo(value, property.PropertyType, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException exception)
        {
            throw NotReadable($"{raw}", property.Name, exception);
        }
    }

    private static BatchPerfException NotReadable(string text, string name, Exception? inner) =>
        WrittenText.NotReadable("NotMetrics", "metrics as Get-BatchMetrics", text, name, inner);
}
