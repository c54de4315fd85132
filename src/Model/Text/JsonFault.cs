using System.Globalization;
using System.Text.Json;

namespace EdFi.BatchPerf;

/// <summary>Says why a text is not the JSON that it should be.</summary>
internal static class JsonFault
{
    private static readonly string[] Places = [" Path: ", " LineNumber: "];

    /// <summary>Returns the problem and the line as a clause without a full stop, without the serialiser's own names for places.</summary>
    public static string Words(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var message = exception.Message;
        if (exception is not JsonException json)
        {
            return message.TrimEnd('.');
        }

        var what = message.Split(Places, StringSplitOptions.None)[0].TrimEnd('.');
        return json.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"{what}, line {line + 1}") : what;
    }
}
