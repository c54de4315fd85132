using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reads -Header: names and values, of which a SecureString is one, too.</summary>
internal static class HeaderReader
{
    /// <exception cref="BatchPerfException"><c>InvalidHeader</c>; the message never holds a value.</exception>
    public static ExtraHeaders Read(IDictionary given) => ExtraHeaders.Of(given.Cast<DictionaryEntry>().Select(static entry =>
        new KeyValuePair<string, string?>(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", Text(entry.Value))));

    private static string? Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        SecureString secret => new NetworkCredential("", secret).Password,
        var plain => Convert.ToString(plain, CultureInfo.InvariantCulture),
    };
}
