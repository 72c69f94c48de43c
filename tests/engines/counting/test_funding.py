from fractions import Fraction

from meydan.engines.counting.election import Ballot, Election, Project, VoteType
from meydan.engines.counting.equal_shares import Shares
from meydan.engines.counting.funding import Funding, follow
from meydan.engines.counting.outcome import Utility
from tests.engines.counting import reference
from tests.engines.counting.elections import drawn


def test_a_project_is_paid_by_its_supporters_the_poorer_give_all_they_have():
    # 10 each: the first costs its six 40/6 each; of the second's four, two have 10/3 left and two 10, who pay the rest
    one = Election(
        Fraction(80),
        (Project("a", Fraction(40)), Project("b", Fraction(24)), Project("c", Fraction(70))),
        (Ballot((0,), (1,), 4), Ballot((0, 1), (1, 1), 2), Ballot((1, 2), (1, 1), 2)),
    )
    followed = follow(Shares(one, utility=Utility.COST), Fraction(10))
    first = followed.paid[0]
    assert first == Funding(6, 6, Fraction(20, 3), Fraction(20, 3), first.portions)
    assert [(each.funded, each.voters, round(each.part, 9)) for each in first.portions] == [
        (1, 4, 0.666666667),
        (2, 2, 0.333333333),
    ]
    second = followed.paid[1]
    assert (second.payers, second.in_full, second.most, second.average) == (4, 2, Fraction(26, 3), 6)
    assert [(each.funded, each.voters) for each in second.portions] == [(1, 2), (2, 2)]
    assert followed.unspent == {2: Fraction(8, 3)}


def test_nothing_bought_leaves_all_shares_unspent():
    one = Election(Fraction(10), (Project("a", Fraction(11)),), (Ballot((0,), (3,), 2),), VoteType.CUMULATIVE)
    assert follow(Shares(one, utility=Utility.COST), Fraction(5)).unspent == {0: 10}


def test_elections_drawn_by_lot_are_paid_as_fractions_pay_them():
    for seed in range(200):
        one = drawn(seed)
        share = one.budget / one.voters
        shares = Shares(one, utility=Utility.CARDINALITY)
        followed = follow(shares, share)
        winners = reference.equal_shares(one, by_cost=False, places=shares.places, share=share)
        assert list(followed.paid) == winners, seed
        everybody = reference.voters(one)
        funded = [sum(points.get(number, 0) > 0 for number in winners) for points in everybody]
        money = [share] * len(everybody)
        for number in winners:
            cost = one.projects[number].cost
            backers = [(at, points[number]) for at, points in enumerate(everybody) if points.get(number)]
            price = reference.rho(cost, sorted((money[at] / own, at, Fraction(own)) for at, own in backers), money)
            paid = {at: min(money[at], price * own) for at, own in backers}
            payers = [at for at in paid if paid[at] > 0]
            got = followed.paid[number]
            assert (got.payers, got.average) == (len(payers), cost / len(payers)), seed
            assert abs(got.most - max(paid.values())) <= got.most / 10**12, seed
            for portion in got.portions:
                inside = [paid[at] for at in payers if funded[at] == portion.funded]
                assert portion.voters == len(inside), seed
                assert abs(portion.part - float(sum(inside) / cost)) < 1e-9, seed
            for at, gone in paid.items():
                money[at] -= gone
        for number, rest in followed.unspent.items():
            assert rest == sum(money[at] for at, points in enumerate(everybody) if points.get(number)), seed
