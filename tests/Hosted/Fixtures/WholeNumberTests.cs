using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Fixtures;

/// <summary>Numbers of keys as PowerShell hands them over: nothing is rounded, nothing overflows.</summary>
public sealed class WholeNumberTests(Rig rig) : IClassFixture<Rig>
{
    [Theory]
    [InlineData("255901777.7")]
    [InlineData("255901777.7d")]
    [InlineData("'255901777.7'")]
    [InlineData("1e17")]
    [InlineData("[double]::NaN")]
    [InlineData("[double]::PositiveInfinity")]
    [InlineData("18446744073709551615")]
    [InlineData("[bigint]::Pow(2, 70)")]
    [InlineData("'255,901'")]
    [InlineData("'0x10'")]
    [InlineData("$true")]
    [InlineData("$null")]
    [InlineData("@(1, 2)")]
    public void A_number_that_would_be_rounded_is_refused_by_name_in_a_hashtable(string number) => rig.Session.Fails(
        $"Initialize-BatchFixtures -Connection $dms -FixtureKey @{{ SchoolId = {number} }} -WhatIf",
        "FixtureKeyInvalid",
        ErrorCategory.InvalidArgument,
        "*SchoolId*whole number*");

    [Theory]
    [InlineData("255901777")]
    [InlineData("255901777.0")]
    [InlineData("[decimal]255901777")]
    [InlineData("'255901777'")]
    [InlineData("[bigint]255901777")]
    public void A_whole_number_is_taken_in_any_type(string number) =>
        Assert.Contains(
            rig.Session.Run<BatchFixture>($"Initialize-BatchFixtures -Connection $dms -FixtureKey @{{ SchoolId = {number} }} -WhatIf"),
            static f => f.NaturalKey.Contains("\"schoolId\":255901777", StringComparison.Ordinal));

    [Theory]
    [InlineData("-LocalEducationAgencyId 255901.7")]
    [InlineData("-LocalEducationAgencyId 1e17")]
    [InlineData("-LocalEducationAgencyId 18446744073709551615")]
    [InlineData("-SchoolYear 2025.5")]
    [InlineData("-SchoolYear 4294969321")]
    public void A_number_that_would_be_rounded_is_refused_by_a_parameter(string parameter) => Session.AssertLike(
        $"*'{parameter.Split(' ')[0][1..]}'*",
        rig.Session.CannotBind($"Initialize-BatchFixtures -Connection $dms {parameter} -WhatIf").ToString());

    [Theory]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -ClientCount 2.5", "ClientCount")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -ClientCount '2.5'", "ClientCount")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -ClientCount '2,5'", "ClientCount")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -BatchCount 10.5", "BatchCount")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -RetryCount $true", "RetryCount")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -Seed 1e17", "Seed")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -BatchTripleCount 2.5", "BatchTripleCount")]
    [InlineData("Measure-BatchSize -Connection $dms -BatchTripleCount 1, 2.5", "BatchTripleCount")]
    [InlineData("Find-BatchCapacity -Connection $dms -Repeat 1.5", "Repeat")]
    [InlineData("Get-BatchLeftover x -Connection $dms -ThrottleLimit 1.5", "ThrottleLimit")]
    [InlineData("Start-BatchSimulator -BatchLimit 99.9", "BatchLimit")]
    public void Half_a_client_is_refused_by_name_as_is_every_other_half(string command, string parameter) => Session.AssertLike(
        $"*'{parameter}'*whole number*",
        rig.Session.CannotBind(command).ToString());

    [Theory]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -ArrivalRate '1,5'", "ArrivalRate")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -SpawnRate '1,000'", "SpawnRate")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -RunTimeInMinutes '0,5'", "RunTimeInMinutes")]
    [InlineData("Find-BatchCapacity -Connection $dms -Maximum '26,415'", "Maximum")]
    [InlineData("Invoke-BatchVolumeTest -Connection $dms -ArrivalRate NaN", "ArrivalRate")]
    public void A_decimal_comma_is_refused_by_name_and_not_read_as_a_separator_of_thousands(string command, string parameter) => Session.AssertLike(
        $"*'{parameter}'*with a point*",
        rig.Session.CannotBind(command).ToString());

    [Fact]
    public void A_decimal_comma_in_a_table_of_values_is_refused_by_name() => rig.Session.Fails(
        "Invoke-BatchVolumeTest -Connection $dms -VerdictThreshold @{ MaxDrift = '0,05' } -WhatIf",
        "VerdictThresholdInvalid",
        ErrorCategory.InvalidArgument,
        "*MaxDrift*");

    [Fact]
    public void Sizes_are_taken_as_whole_numbers_of_any_type() => Assert.Empty(
        rig.Session.Run<object>("Measure-BatchSize -Connection $dms -BatchTripleCount 1, 2.0, '3', ([decimal]4), 5 -ClientCount 2.0 -WhatIf"));

    [Fact]
    public void An_agency_of_which_no_school_id_can_be_made_is_refused_with_what_to_give() => rig.Session.Fails(
        "Initialize-BatchFixtures -Connection $dms -LocalEducationAgencyId 18446744073709552 -WhatIf",
        "FixtureKeyInvalid",
        ErrorCategory.InvalidArgument,
        "*give a SchoolId (-FixtureKey @{ SchoolId = * })*");
}
