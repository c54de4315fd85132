using System.Net;
using System.Text;
using System.Text.Json;

namespace EdFi.BatchPerf.Unit.Secrets;

/// <summary>Texts that must come out nowhere, with characters that every encoding changes.</summary>
internal static class Canary
{
    public const string Key = "canary-key";
    public const string Secret = "S3cret+c/a=n&a\"r<y%é";
    public const string Password = "pa55w0rd-canary";
    public const string Token = "t0ken.canary_0123456789";

    /// <summary>What the simulator's tokens begin with.</summary>
    private const string SimulatorToken = "simulated.";

    private static readonly IReadOnlyList<string> All =
    [
        .. new[] { Secret, Password, Token, SimulatorToken, Base64(Secret), Base64($"{Key}:{Secret}"), Base64($"canary:{Password}") }
            .SelectMany(static t => new[] { t, Uri.EscapeDataString(t), WebUtility.UrlEncode(t), WebUtility.HtmlEncode(t), JsonEncodedText.Encode(t).ToString(), JsonSerializer.Serialize(t)[1..^1] })
            .Distinct(StringComparer.Ordinal),
    ];

    public static void AssertNotIn(string text, string where) =>
        Assert.All(All, canary => Assert.False(text.Contains(canary, StringComparison.OrdinalIgnoreCase), $"'{canary}' is in {where}: {text}"));

    public static void AssertNotInFiles(string folder)
    {
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            AssertNotIn(File.ReadAllText(file), file);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
